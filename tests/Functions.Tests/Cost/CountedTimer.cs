namespace GridCase.Functions.Tests.Cost;

/// <summary>A timer as Durable Task keeps it: a long wait is cut into pieces of three days, each of which wakes the orchestration, and so does the last piece of one that was cancelled.</summary>
internal sealed record CountedTimer(DateTimeOffset From, DateTimeOffset Due)
{
    private static readonly TimeSpan Piece = TimeSpan.FromDays(3);

    public DateTimeOffset? CancelledAt { get; set; }

    public bool HasFired { get; set; }

    /// <summary>How often the orchestration is woken by it until an instant.</summary>
    public int Wakes(DateTimeOffset until)
    {
        var wakes = 0;
        for (var begun = From; begun < Due && !(CancelledAt < begun); wakes++)
        {
            var ends = begun + Piece < Due ? begun + Piece : Due;
            if (ends > until) break;
            begun = ends;
        }

        return wakes;
    }
}
