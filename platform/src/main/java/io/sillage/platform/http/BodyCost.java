package io.sillage.platform.http;

import java.nio.ByteBuffer;

/// How much memory a body can take when it is read into a tree or a form, told from its bytes alone. Pure.
///
/// Each value of JSON stands beside one of `,:[]{}`, and becomes an object or two with their place in a collection;
/// each field of a form stands beside an `&`. Inside of texts these count as well: better too much than too little.
final class BodyCost {

    /// The bytes as they come, and once more when they lie in one piece or have become texts.
    static final int PER_BYTE = 2;

    static final int PER_VALUE = 64;
    static final int PER_FIELD = 150;

    /// [BoundedJson] and [FormFields] read no more than that, whatever stands in the bytes.
    static long most(int tokens) {
        return Math.max((long) PER_VALUE * tokens, (long) PER_FIELD * FormFields.MOST);
    }

    private static final int[] COSTS = costs();

    private BodyCost() {}

    private static int[] costs() {
        var costs = new int[Byte.MAX_VALUE + 1];
        ",:[]{}".chars().forEach(each -> costs[each] = PER_VALUE);
        costs['&'] = PER_FIELD;
        return costs;
    }

    /// What the values in this piece of a body will take, in bytes.
    static long ofValues(ByteBuffer piece) {
        var cost = 0L;
        for (var i = piece.position(); i < piece.limit(); i++) {
            var each = piece.get(i);
            if (each > 0) {
                cost += COSTS[each];
            }
        }
        return cost;
    }
}
