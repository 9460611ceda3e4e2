using System.Diagnostics;
using GridCase.Local.Hosting;
using GridCase.Workflows.Cases;

namespace GridCase.Benchmarks;

/// <summary>
/// Lives many reference lives at once: at each step of virtual time a cohort is registered, every cohort under way makes the move of its age, all of them through the
/// desk with many commands in flight, and then the engine moves time on, firing what is due on the way.
/// </summary>
internal sealed class Caseload(CountyRuntime county, ReferenceLife life, int cohort, int firstNo)
{
    private const int InFlight = 256;
    private readonly List<Cohort> underWay = [];
    private int nextNo = firstNo;

    /// <summary>How long each command took until its answer.</summary>
    public Samples Commands { get; } = new();

    public long Closed { get; private set; }

    /// <summary>Facts of the cases closed, marks among them.</summary>
    public long Facts { get; private set; }

    public bool IsIdle => underWay.Count == 0;

    /// <summary>One step of time; <paramref name="takesIn"/> says whether new orders come in.</summary>
    public async Task Step(bool takesIn)
    {
        if (takesIn)
        {
            underWay.Add(new(nextNo, new CaseFile?[cohort]));
            nextNo += cohort;
        }

        var acting = underWay.Where(one => life.ActsAt(one.Age)).ToArray();
        // One case of each cohort in turn, so that moves of every age meet in a commit.
        var work = Enumerable.Range(0, cohort).SelectMany(index => acting.Select(one => (one, index)));
        await Parallel.ForEachAsync(work, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (item, _) => await Act(item.one, item.index));
        foreach (var ended in underWay.Where(one => one.Age == life.LastAge)) Count(ended);
        underWay.RemoveAll(one => one.Age == life.LastAge);
        foreach (var one in underWay) one.Age++;
        await county.Engine.AdvanceBy(ReferenceLife.AgeStep);
    }

    private async Task Act(Cohort one, int index)
    {
        var (no, now) = (one.FirstNo + index, county.Time.GetUtcNow());
        var began = Stopwatch.GetTimestamp();
        DeskAnswer answer;
        if (one.Age == 0)
        {
            answer = await county.Desk.Register(life.Order(no, now), life.Hotline, now);
        }
        else
        {
            var file = one.Files[index]!;
            var (actor, command) = life.MoveAt(one.Age, no, file)!.Value;
            answer = await county.Desk.Move(file.Id, command, actor, now);
        }

        Commands.Add(Stopwatch.GetElapsedTime(began));
        if (answer.Refusal is { } refusal) throw new InvalidOperationException($"Case {no} was refused at age {one.Age}: {refusal.Code} {refusal.Detail}");
        one.Files[index] = answer.File;
    }

    private void Count(Cohort ended)
    {
        foreach (var file in ended.Files)
        {
            if (file is not { Status: CaseStatus.Closed }) throw new InvalidOperationException($"Case {file?.Id} did not come to its close.");
            Closed++;
            Facts += file.Version;
        }
    }

    private sealed class Cohort(int firstNo, CaseFile?[] files)
    {
        public int FirstNo => firstNo;

        public CaseFile?[] Files => files;

        public int Age { get; set; }
    }
}
