package io.pyctor.spring;

import java.time.Duration;
import java.util.Optional;

/**
 * How long questions to a component wait that do not say.
 *
 * @param component what the component says, if it does
 * @param system what holds otherwise while there is no system yet that could say
 */
record AskTimeouts(Optional<Duration> component, Duration system) {

}
