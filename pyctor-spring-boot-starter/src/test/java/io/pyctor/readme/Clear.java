package io.pyctor.readme;

record Clear() {
}
