package io.sillage.local.stack;

import java.util.List;

/// What a service gets of a machine on which all of them run.
enum Share {

    /// People wait for what it does. Nearly all that it makes is garbage when the answer is given: half of its heap is
    /// for what is new.
    FIRST(List.of("-XX:NewRatio=1")),

    /// It takes what others send, in batches. Many virtual machines share few cores, and its optimizing compiler
    /// would take those from the work for minutes: it does as well with quickly compiled code.
    AFTERWARDS(List.of("-XX:TieredStopAtLevel=1"));

    private final List<String> javaOptions;

    Share(List<String> javaOptions) {
        this.javaOptions = javaOptions;
    }

    /// Options of its virtual machine.
    List<String> javaOptions() {
        return javaOptions;
    }
}
