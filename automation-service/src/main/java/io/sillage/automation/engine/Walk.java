package io.sillage.automation.engine;

import java.util.List;

/// How far a contact got in one go.
///
/// @param visits the steps that were touched, the one that was left first
/// @param moves what has to be done, in order
/// @param standing where the contact is now, or where the walk ended
public record Walk(List<Visit> visits, List<Move> moves, Standing standing, Rest rest) {
    public Walk {
        visits = List.copyOf(visits);
        moves = List.copyOf(moves);
    }
}
