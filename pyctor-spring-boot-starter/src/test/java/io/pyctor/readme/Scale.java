package io.pyctor.readme;

import io.pyctor.Ask;

record Scale(byte[] image, int width) implements Ask<byte[]> {
}
