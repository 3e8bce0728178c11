package io.sillage.local.stack;

import java.util.List;

/// What a service gets of a machine on which all of them run.
enum Share {

    /// People wait for what it does. Nearly all that it makes is garbage when the answer is given: half of its heap is
    /// for what is new.
    FIRST(List.of("-XX:NewRatio=1"), 0),

    /// It takes what others send, in batches. Many virtual machines share few cores, and its optimizing compiler
    /// would take those from the work for minutes: it does as well with quickly compiled code. When there is more
    /// to do than the machine can, what is accepted comes before what follows from it.
    AFTERWARDS(List.of("-XX:TieredStopAtLevel=1"), 10);

    private final List<String> javaOptions;
    private final int niceness;

    Share(List<String> javaOptions, int niceness) {
        this.javaOptions = javaOptions;
        this.niceness = niceness;
    }

    /// Options of its virtual machine.
    List<String> javaOptions() {
        return javaOptions;
    }

    /// How far it gives way to others, as [io.sillage.local.process.Child.Command] means it.
    int niceness() {
        return niceness;
    }
}
