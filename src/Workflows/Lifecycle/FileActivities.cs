using GridCase.Workflows.Cases;
using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Cases.Rules;
using GridCase.Workflows.Deadlines;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Looks after files once a day: removes what a crash left lying, and ceases to wait for files that phones named and never sent.</summary>
public sealed class FileActivities(IAttachmentStore files, CaseDesk desk)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterMidnight = TimeSpan.FromMinutes(20);

    /// <summary>How long a case waits for a file that it names: 30 days, as long as a phone's key is good for.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromDays(30);

    /// <summary>Removes contents that nothing is known of and that have lain there for a day; returns when to come again.</summary>
    public async Task<DateTimeOffset> Sweep(DateTimeOffset now, CancellationToken cancellation)
    {
        await files.Sweep(LeftOver, cancellation);
        var today = DateOnly.FromDateTime(now.ToOffset(ChinaTime.Offset).DateTime);
        return new DateTimeOffset(today.AddDays(1).ToDateTime(TimeOnly.MinValue), ChinaTime.Offset) + AfterMidnight;
    }

    /// <summary>Ceases to wait for some of the files that were awaited too long, each with a note in its case; false when there are no more.</summary>
    public async Task<bool> GiveUp(DateTimeOffset now)
    {
        var given = await files.GiveUp(now - Patience, AtOnce);
        foreach (var ofCase in given.GroupBy(file => file.CaseId))
            await desk.AddByRule(ofCase.Key, draft => draft.Add(Texts.With(new Commented(), ("text", Note(ofCase.Count())))), now, "files");
        return given.Count == AtOnce;
    }

    private static string Note(int count) => $"{count} 个附件在 30 天内未上传，不再等待。{count} file(s) named in the report never arrived within 30 days; no longer awaited.";
}
