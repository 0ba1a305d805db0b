package io.pyctor.readme;

import io.pyctor.Ask;

record Publish(String text) implements Ask<Integer> {
}
