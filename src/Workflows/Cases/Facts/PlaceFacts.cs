namespace GridCase.Workflows.Cases.Facts;

/// <summary>
/// 网格调整: the grid of the case, or the unit that holds it, got another code or another village, and the case follows. No clock starts, stops or moves.
/// </summary>
/// <param name="FromGrid">The grid before; null for a case without one.</param>
/// <param name="ToGrid">The grid after; the same where only the unit changed.</param>
/// <param name="FromUnit">The unit that held the case; null where none did.</param>
/// <param name="ToUnit">The unit that holds it since; the same where only the grid changed.</param>
/// <param name="KeepsHolder">False where the person named at sign-off does not belong to the unit that holds the case now: its clerk answers.</param>
/// <param name="Helpers">Sub-tasks whose unit got another code.</param>
public sealed record GridMoved(string? FromGrid, string? ToGrid, string? FromUnit, string? ToUnit, bool KeepsHolder, IReadOnlyList<HelperMoved>? Helpers) : Fact;

/// <summary>A sub-task whose unit got another code.</summary>
public sealed record HelperMoved(string SubtaskId, string FromUnit, string ToUnit);
