using Azure;
using Azure.Data.Tables;
using GridCase.Functions.Tables;
using GridCase.Workflows.Care;

namespace GridCase.Functions.Storage;

/// <summary>An entry of the register of care visits: as the head of its own partition, and as a line of its grid's.</summary>
internal sealed class CareEntryRow : ITableEntity
{
    public const string Key = "head";

    private const string Grids = "grid|";
    private const int MostFormer = 16;

    public string PartitionKey { get; set; } = "";

    public string RowKey { get; set; } = "";

    public DateTimeOffset? Timestamp { get; set; }

    public ETag ETag { get; set; }

    public int Version { get; set; }

    public string Grid { get; set; } = "";

    /// <summary>Grids that the entry was in before, the last ones, divided by bars: lines of it may still stand there.</summary>
    public string Former { get; set; } = "";

    public int Tier { get; set; }

    public int State { get; set; }

    /// <summary>UTC ticks, as the two below.</summary>
    public long Due { get; set; }

    public long Changed { get; set; }

    /// <summary>When the next rung of the ladder is reached; null when none is ahead.</summary>
    public long? Rung { get; set; }

    public int Terms { get; set; }

    public string? Reference { get; set; }

    public byte[] Json { get; set; } = [];

    public CarePerson ReadPerson() => RowJson.Read<CarePerson>(Json);

    public static string PartitionOf(string id) => "person|" + TableKeys.Safe(id);

    public static string LinesOf(string grid) => Grids + TableKeys.Safe(grid);

    /// <summary>The lines of the grids whose codes begin so; of all for an empty beginning.</summary>
    public static Stretch LinesUnder(string prefix) => Stretch.Across(LinesOf(prefix), LinesOf(prefix) + TableKeys.Last);

    public static CareEntryRow Of(CareSave save, CareEntryRow? before, long changed) => new()
    {
        PartitionKey = PartitionOf(save.After.Id),
        RowKey = Key,
        ETag = before?.ETag ?? default,
        Version = save.After.Version,
        Grid = save.After.GridCode,
        Former = FormerOf(before, save.After.GridCode),
        Tier = (int)save.After.Tier,
        State = (int)save.After.State,
        Due = save.After.Due.UtcTicks,
        Changed = changed,
        Rung = save.NextRungAt?.UtcTicks,
        Terms = save.After.TermsVersion,
        Reference = save.After.Reference,
        Json = RowJson.Write(save.After),
    };

    /// <summary>The line of its grid.</summary>
    public CareEntryRow Line(string id) => new()
    {
        PartitionKey = LinesOf(Grid),
        RowKey = TableKeys.Safe(id),
        Version = Version,
        Grid = Grid,
        Tier = Tier,
        State = State,
        Due = Due,
        Changed = Changed,
        Rung = Rung,
        Terms = Terms,
        Reference = Reference,
        Json = Json,
    };

    private static string FormerOf(CareEntryRow? before, string grid)
    {
        if (before is null) return "";
        var former = before.Former.Split('|', StringSplitOptions.RemoveEmptyEntries).Append(before.Grid).Where(code => code != grid).Distinct();
        return string.Join('|', former.TakeLast(MostFormer));
    }
}
