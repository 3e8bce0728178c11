package io.sillage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.gateway.forwarding.Traffic;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiBodiesTest {

    @ParameterizedTest(name = "{0} {1} is {2} with {3} KiB")
    @CsvSource({
        "POST, /3.0/lists, ORDINARY, 1024",
        "POST, /3.0/lists/a1, ORDINARY, 10240",
        "PATCH, /3.0/lists/a1, ORDINARY, 1024",
        "POST, /3.0/lists/a1/members/h1/events, ORDINARY, 1024",
        "POST, /3.0/lists/a1/events/batch, ORDINARY, 10240",
        "POST, /3.0/lists/a1/events/batch/, ORDINARY, 10240",
        "PATCH, /3.0/customer-journeys/journeys/1, ORDINARY, 10240",
        "POST, /3.0/lists/a1/segments, ORDINARY, 10240",
        "POST, /3.0/ecommerce/stores/s/orders, ORDINARY, 2048",
        "GET, /3.0/lists/a1/imports, ORDINARY, 1024",
        "GET, /3.0/events/stream, STREAM, 64",
        "GET, /3.0/lists/a1/members/export.csv, STREAM, 64",
        "GET, /3.0/lists/a1/segments/7/members/export.csv, STREAM, 64",
        "GET, /3.0/lists/a1/imports/i1/rejections.csv, STREAM, 64",
    })
    void eachOperationHasItsLimit(String method, String path, Traffic traffic, long kib) {
        assertThat(ApiBodies.of(HttpMethod.valueOf(method), path)).isEqualTo(new ApiBodies.Rule(traffic, kib * 1024));
    }

    @ParameterizedTest
    @CsvSource({"/3.0/lists/a1/imports", "/3.0/lists/a1/imports/"})
    void onlyFilesAreUploads(String path) {
        assertThat(ApiBodies.of(HttpMethod.POST, path).traffic()).isEqualTo(Traffic.UPLOAD);
    }
}
