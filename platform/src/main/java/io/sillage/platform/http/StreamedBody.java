package io.sillage.platform.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The body of a request to this endpoint is a file: it is not held in memory, but read by the endpoint as it comes.
/// For methods that run on a virtual thread.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface StreamedBody {

    /// The setting that says how large the file may be. A form around it may have [BodyLimit#SMALL] besides.
    String limit();
}
