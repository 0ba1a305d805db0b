package io.pyctor.readme;

import jakarta.validation.constraints.Positive;

record Ship(@Positive long order) {
}
