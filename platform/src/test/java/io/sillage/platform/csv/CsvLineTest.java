package io.sillage.platform.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Ada             | Ada",
                "a,b             | \"a,b\"",
                "say \"hi\"      | \"say \"\"hi\"\"\"",
                "=cmd()           | '=cmd()",
                "+33 6 12        | +33 6 12",
                "+cmd            | '+cmd",
                "-12.5           | -12.5",
                "-1+1            | '-1+1",
                "@SUM(A1)        | '@SUM(A1)",
                "a=b             | a=b"
            })
    void isSafeToOpen(String value, String cell) {
        assertThat(CsvLine.of(List.of(value))).isEqualTo(cell + "\r\n");
    }
}
