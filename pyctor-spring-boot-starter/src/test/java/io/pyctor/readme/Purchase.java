package io.pyctor.readme;

record Purchase(String customer, int amount) {
}
