package io.pyctor.readme;

import io.pyctor.Ask;

record Book(String seat) implements Ask<String> {
}
