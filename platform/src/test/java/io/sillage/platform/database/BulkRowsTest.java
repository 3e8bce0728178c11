package io.sillage.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.platform.database.BulkRows.Column;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkRowsTest {

    private static final BulkRows<Integer> ROWS = new BulkRows<>(List.of(
            new Column<>("id", "bigint", Object::toString),
            new Column<>("kind", "text", _ -> "number"),
            new Column<>("gone_at", "timestamptz", _ -> null)));

    @Test
    void fewRowsAreArraysWhateverTheyHaveInCommon() {
        var insert = ROWS.into("thing", List.of(1, 2));

        assertThat(insert.sql()).isEqualTo("""
                insert into thing (id, kind, gone_at) \
                select cast(n.id as bigint), cast(n.kind as text), cast(n.gone_at as timestamptz) \
                from (select unnest(cast(:id as text[])) as id, unnest(cast(:kind as text[])) as kind, \
                unnest(cast(:gone_at as text[])) as gone_at) as n""");
        assertThat(insert.parameters())
                .containsEntry("id", new String[] {"1", "2"})
                .containsEntry("kind", new String[] {"number", "number"})
                .containsEntry("gone_at", new String[] {null, null});
    }

    @Test
    void whatManyRowsHaveInCommonIsSentOnce() {
        var insert = ROWS.into("thing", IntStream.range(0, 100).boxed().toList());

        assertThat(insert.sql()).isEqualTo("""
                insert into thing (id, kind, gone_at) \
                select cast(n.id as bigint), (select cast(cast(:kind as text) as text)), cast(null as timestamptz) \
                from (select unnest(cast(:id as text[])) as id) as n""");
        assertThat(insert.parameters()).containsOnlyKeys("id", "kind").containsEntry("kind", "number");
    }

    @Test
    void aColumnInWhichOneRowDiffersIsAnArray() {
        var rows = new BulkRows<>(List.of(new Column<String>("name", "text", name -> name.isEmpty() ? null : name)));
        var names = Collections.nCopies(200, "a").toArray(String[]::new);
        names[150] = "";

        var parameter =
                (String[]) rows.into("thing", Arrays.asList(names)).parameters().get("name");

        assertThat(parameter).hasSize(200).contains("a").containsOnlyOnce((String) null);
    }
}
