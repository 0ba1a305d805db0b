package io.pyctor.readme;

import io.pyctor.Ask;

record Add(String sku, int quantity) implements Ask<Integer> {
}
