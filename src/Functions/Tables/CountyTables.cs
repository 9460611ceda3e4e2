using Azure.Data.Tables;

namespace GridCase.Functions.Tables;

/// <summary>The tables of a county. <c>infra/bicep</c> declares the same names; a development host makes them itself.</summary>
internal sealed class CountyTables(TableServiceClient service, string prefix = "")
{
    /// <summary>Every name, without prefix.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["cases", "caseindex", "pending", "notices", "parcels", "receipts", "learned", "registers", "inspections", "care", "accounts"];

    /// <summary>Facts, texts, receipts and what is still to leave: one partition a case.</summary>
    public Shelf Cases { get; } = Of(service, prefix, "cases");

    /// <summary>Lists of cases; all of it follows from the facts.</summary>
    public Shelf CaseIndex { get; } = Of(service, prefix, "caseindex");

    /// <summary>What has unfinished work, sharded.</summary>
    public Shelf Pending { get; } = Of(service, prefix, "pending");

    /// <summary>Notices with their deliveries, by case, and the ways to them by person, post and time.</summary>
    public Shelf Notices { get; } = Of(service, prefix, "notices");

    /// <summary>What leaves along lanes: one partition a lane.</summary>
    public Shelf Parcels { get; } = Of(service, prefix, "parcels");

    /// <summary>Where receipts are kept, by their keys.</summary>
    public Shelf Receipts { get; } = Of(service, prefix, "receipts");

    /// <summary>Cases by caller and by spot, and what cases teach of units.</summary>
    public Shelf Learned { get; } = Of(service, prefix, "learned");

    /// <summary>Documents of the county: directory, rules, channels, catalogue; rollouts, previews, seals.</summary>
    public Shelf Registers { get; } = Of(service, prefix, "registers");

    /// <summary>Places, checklists, plans, sweeps and inspections.</summary>
    public Shelf Inspections { get; } = Of(service, prefix, "inspections");

    /// <summary>The register of care visits.</summary>
    public Shelf Care { get; } = Of(service, prefix, "care");

    /// <summary>Accounts, keys and signatures seen.</summary>
    public Shelf Accounts { get; } = Of(service, prefix, "accounts");

    private IEnumerable<Shelf> All => [Cases, CaseIndex, Pending, Notices, Parcels, Receipts, Learned, Registers, Inspections, Care, Accounts];

    /// <summary>The table of one of the <see cref="Names"/>.</summary>
    public Shelf Of(string name) => All.ElementAt(Names.ToList().IndexOf(name));

    /// <summary>Makes the tables that are missing.</summary>
    public async Task Create(CancellationToken cancellation)
    {
        foreach (var shelf in All) await shelf.Create(cancellation).ConfigureAwait(false);
    }

    private static Shelf Of(TableServiceClient service, string prefix, string name) => new(service.GetTableClient(prefix + name));
}
