package io.pyctor.readme;

record OrderPlaced(int quantity) {
}
