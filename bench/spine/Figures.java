import java.util.Arrays;

/// Latencies in microseconds.
record Figures(long[] sorted) {

    static Figures of(long[] micros) {
        var sorted = micros.clone();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    double millisAt(double quantile) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(quantile * (sorted.length - 1)))] / 1000.0;
    }

    void print(String what, String wanted) {
        System.out.printf("%-58s p50 %7.1f  p95 %7.1f  p99 %7.1f  max %7.1f ms   (wanted: %s)%n",
                what, millisAt(0.50), millisAt(0.95), millisAt(0.99), millisAt(1), wanted);
    }
}
