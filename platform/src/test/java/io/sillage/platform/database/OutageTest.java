package io.sillage.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.MalformedInputException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OutageTest {

    static Stream<Throwable> outages() {
        return Stream.of(
                new ConnectException("refused"),
                new TimeoutException(),
                new org.apache.kafka.common.errors.TimeoutException(),
                new VertxException("Connection was closed", true),
                ClosedConnectionException.INSTANCE,
                new NoStackTraceThrowable("Timeout"),
                new NoStackTraceThrowable("Pool closed"),
                state("57P03"),
                state("40001"),
                new CompletionException(new ConnectException("refused")));
    }

    static Stream<Throwable> refusals() {
        return Stream.of(
                new IllegalArgumentException("not a message"),
                new RecordTooLargeException(),
                new UncheckedIOException(new JsonParseException(null, "not JSON")),
                new UncheckedIOException(new ZipException("not deflated")),
                new UncheckedIOException(new MalformedInputException(1)),
                state("22021"),
                state("23505"),
                new CompletionException(new IllegalStateException("wrong")));
    }

    private static PgException state(String sqlState) {
        return new PgException("", "FATAL", sqlState, "");
    }

    @ParameterizedTest
    @MethodSource("outages")
    void whatWillPassIsAnOutage(Throwable failure) {
        assertThat(Outage.isCauseOf(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatWillNeverPassIsNone(Throwable failure) {
        assertThat(Outage.isCauseOf(failure)).isFalse();
    }
}
