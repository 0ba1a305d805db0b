package io.pyctor.readme;

import io.pyctor.Ask;

record Greet(String name) implements Ask<String> {
}
