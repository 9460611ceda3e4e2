namespace GridCase.Checker;

/// <summary>Compares a county's record, and what those outside know, with what it promises.</summary>
public static class Checking
{
    private static readonly Func<CountyRecord, Outside?, IEnumerable<Breach>>[] Checks =
    [
        InputCheck.Of,
        ChainCheck.Of,
        MarkCheck.Of,
        NoticeCheck.Of,
        LaneCheck.Of,
        ClockCheck.Of,
        WaitCheck.Of,
        RolloutCheck.Of,
    ];

    /// <summary>Every breach that was found, promise by promise; none where all is as it was promised.</summary>
    /// <param name="outside">Null where nobody outside was asked: then only what the record itself says is checked.</param>
    public static IReadOnlyList<Breach> Of(CountyRecord record, Outside? outside = null) => [.. Checks.SelectMany(check => check(record, outside))];
}
