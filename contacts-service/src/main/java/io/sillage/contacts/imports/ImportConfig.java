package io.sillage.contacts.imports;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Bounds of imports.
@ConfigMapping(prefix = "sillage.imports")
interface ImportConfig {

    /// The largest file.
    @WithDefault("1G")
    MemorySize largestFile();

    /// Rows taken into the audience in one transaction.
    @WithDefault("1000")
    int rowsAtOnce();

    /// Parts of a file that are worked on at the same time. The rows of an address are all in one, in their order.
    @WithDefault("3")
    int lanes();

    /// Refused rows that are kept for the report; all are counted.
    @WithDefault("100000")
    int mostRefusals();

    /// How long finished imports and their reports are kept.
    @WithDefault("P30D")
    Duration kept();

    /// An upload that nothing was heard of for so long has failed.
    @WithDefault("PT10M")
    Duration uploadPatience();

    /// Messages in the outbox with which imports wait for Kafka.
    @WithDefault("20000")
    int mostWaitingMessages();
}
