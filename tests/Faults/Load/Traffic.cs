namespace GridCase.Faults;

/// <summary>All that comes in during a run, each case at its own pace.</summary>
internal sealed class Traffic(IReadOnlyList<PlannedCase> cases, Courier courier, CountyTime time, int seed)
{
    public Task Run() => Task.WhenAll(cases.Where(one => one.Batch is null).Select(Single).Concat(cases.Where(one => one.Batch is not null).GroupBy(one => one.Batch).Select(phone => Phone([.. phone]))));

    private async Task Single(PlannedCase one)
    {
        await Task.Delay(one.Begins);
        await Walk(one, await courier.Bring(one.First, null));
    }

    private async Task Phone(IReadOnlyList<PlannedCase> reports)
    {
        await Task.Delay(reports[0].Begins);
        var made = await courier.BringBatch([.. reports.Select(report => report.First)]);
        await Task.WhenAll(reports.Select(report => Walk(report, made[report.First])));
    }

    /// <summary>One step after the other, whatever became of the one before; now and then the next is sent too early as well.</summary>
    private async Task Walk(PlannedCase one, string? caseId)
    {
        if (caseId is null) return;
        var random = new Random(HashCode(one.Name));
        for (var step = 0; step < one.Steps.Count; step++)
        {
            await Task.Delay(random.Next(0, 160));
            var input = one.Steps[step](time.Now);
            var early = step + 1 < one.Steps.Count && random.Next(12) == 0 && one.Steps[step + 1](time.Now) is { Makes: not "visited" } next ? courier.Hurry(next, caseId) : Task.CompletedTask;
            await courier.Bring(input, caseId);
            await early;
        }
    }

    private int HashCode(string name) => name.Aggregate(seed, (sum, letter) => unchecked((sum * 31) + letter));
}
