package io.pyctor.sample.importing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the imports.
 *
 * @param inFlight how many lines of an import may wait for the order desk's answer
 * @param maxLineLength how many characters a line may have
 */
@ConfigurationProperties("sample.import")
record ImportProperties(@DefaultValue("256") int inFlight, @DefaultValue("1000") int maxLineLength) {

}
