/**
 * What a web server answers when an actor cannot take a request.
 */
@NullMarked
package io.pyctor.spring.web;

import org.jspecify.annotations.NullMarked;
