package io.sillage.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How large the body of a request to this endpoint, or to all of this resource, may be. What is said of a method
/// counts for it before what is said of its class; where nothing is said, it is one MiB. A larger body is answered
/// with 413: at once where its length is declared, otherwise as soon as the limit is passed.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface BodyLimit {

    int KIB = 1024;
    int MIB = 1024 * KIB;

    /// What a form or a small message needs. Bodies up to here have room of their own in [BodyBudget].
    int SMALL = 64 * KIB;

    /// Bytes.
    int value();
}
