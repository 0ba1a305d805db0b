/**
 * What Spring Boot does by itself when pyctor is on the class path.
 */
@NullMarked
package io.pyctor.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
