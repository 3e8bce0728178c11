package io.sillage.platform.local;

/// All data were deleted: whoever keeps something in memory forgets it.
public record LocalReset() {}
