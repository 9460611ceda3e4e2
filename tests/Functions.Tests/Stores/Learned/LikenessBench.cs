using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;

namespace GridCase.Functions.Tests.Stores;

/// <summary>A record of cases with likenesses over tables in memory, as several processes share them.</summary>
internal sealed class LikenessBench
{
    public LikenessBench()
    {
        var tables = new CountyTables(Service);
        tables.Create(default).Wait();
        Likeness = new(tables.Learned, Clock, (id, _) => Task.FromResult(Record.GetValueOrDefault(id)));
    }

    public FakeTables Service { get; } = new();

    public Engine.VirtualClock Clock { get; } = new(Make.Start);

    /// <summary>Cases whose facts stand.</summary>
    public Dictionary<string, CaseFile> Record { get; } = [];

    public TableLikeness Likeness { get; }

    public FakeTable Learned => Service.Table("learned");

    public static CaseFile Of(string no, string? caller = "a", string? address = "door") =>
        Make.Order(no, change: registered => registered with { CallerKey = caller, AddressKey = address, Latitude = 21.25, Longitude = 110.45 }).After;

    public static LikenessQuery QueryOf(CaseFile file) => new() { CallerKey = file.Origin.CallerKey, AddressKey = file.Origin.AddressKey, Latitude = file.Origin.Latitude, Longitude = file.Origin.Longitude, Metres = 300 };

    /// <summary>A registration that nobody disturbs.</summary>
    public async Task<CaseFile> Keep(CaseFile file)
    {
        await Likeness.Announce(file, default);
        await Commit(file);
        return file;
    }

    public Task Commit(CaseFile file)
    {
        Record[file.Id] = file;
        return Likeness.Write(file, default);
    }

    public async Task<IReadOnlyList<string>> Found(CaseFile file) => (await Likeness.Relatives(QueryOf(file), default)).CaseIds;

    /// <summary>Everything that is kept, without versions of rows.</summary>
    public IReadOnlyList<string> Kept() => [.. Learned.Everything().Select(row => $"{row.Partition} {row.Row}")];
}

/// <summary>One registration, step by step: look, announce, check, commit, write. A conflict begins again.</summary>
internal sealed class Registering(LikenessBench bench, CaseFile file)
{
    private int step;
    private Relatives? seen;

    public CaseFile File => file;

    public bool IsDone => step == 5;

    public int Conflicts { get; private set; }

    /// <summary>What was seen when it was decided.</summary>
    public IReadOnlyList<string> Saw => seen!.CaseIds;

    public async Task Step()
    {
        switch (step++)
        {
            case 0:
                seen = await bench.Likeness.Relatives(LikenessBench.QueryOf(file), default);
                break;
            case 1:
                await bench.Likeness.Announce(file, default);
                break;
            case 2:
                if (!await bench.Likeness.HasMoved(new(LikenessBench.QueryOf(file), seen!.Seen, null), file.Id, default)) break;
                (step, Conflicts) = (0, Conflicts + 1);
                break;
            case 3:
                bench.Record[file.Id] = file;
                break;
            default:
                await bench.Likeness.Write(file, default);
                break;
        }
    }

    public async Task Finish(int most = 100)
    {
        for (var i = 0; i < most && !IsDone; i++) await Step();
    }
}
