package io.pyctor.readme;

import io.pyctor.Ask;

record Total() implements Ask<String> {
}
