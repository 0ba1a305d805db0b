package io.pyctor.readme;

import io.pyctor.Ask;

record Deposit(String account, long amount) implements Ask<Long> {
}
