package io.pyctor.readme;

import io.pyctor.Ask;

record UnitsSold() implements Ask<Integer> {
}
