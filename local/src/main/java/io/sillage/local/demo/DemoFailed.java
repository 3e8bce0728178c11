package io.sillage.local.demo;

/// Something of the story did not happen.
final class DemoFailed extends RuntimeException {

    DemoFailed(String what) {
        super(what);
    }
}
