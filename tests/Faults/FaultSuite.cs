namespace GridCase.Faults;

/// <summary>Runs seeds, some at a time.</summary>
public static class FaultSuite
{
    /// <summary>Why the clock cannot jump here, or null when it can: then those faults are left out.</summary>
    public static string? Missing => CountyTime.CanJump ? null : "libfaketime is not here (Debian's package faketime): clock jumps are left out.";

    /// <summary>Runs the seeds and gives their results in the order of the seeds.</summary>
    /// <param name="ended">Told of each seed as soon as it has ended.</param>
    public static async Task<IReadOnlyList<SeedResult>> Run(IReadOnlyList<int> seeds, int parallel, bool keep = false, Action<SeedResult>? ended = null, Action<string>? say = null)
    {
        var results = new SeedResult[seeds.Count];
        await Parallel.ForAsync(0, seeds.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (place, _) =>
        {
            results[place] = await SeedRun.Of(seeds[place], keep, say ?? (_ => { }));
            lock (results) ended?.Invoke(results[place]);
        });
        return results;
    }
}
