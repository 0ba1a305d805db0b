/**
 * What actuator and meters cost a Spring Boot application with busy actors.
 */
@NullMarked
package io.pyctor.benchmarks.meters;

import org.jspecify.annotations.NullMarked;
