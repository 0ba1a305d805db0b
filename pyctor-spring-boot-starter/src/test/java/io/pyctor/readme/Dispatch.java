package io.pyctor.readme;

record Dispatch(long number) {

}
