using GridCase.Api.SignIn;
using GridCase.Engine;
using GridCase.Local.Storage.Memory;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;
using GridCase.Workflows.Inspections;
using GridCase.Workflows.Intake.Open311;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Local.Storage;

/// <summary>All that a county keeps, over one journal.</summary>
public sealed record CountyStores(
    Journal Journal,
    KeyRing Keys,
    ICaseStore Cases,
    IPrivateStore Private,
    INoticeStore Notices,
    IChannelStore Channels,
    ISealStore Seals,
    IAttachmentStore Attachments,
    IAccountStore Accounts,
    IAccountRegister AccountRegister,
    IRolloutStore Rollouts,
    IPreviewStore Previews,
    IDirectoryStore Directory,
    IDirectorySource DirectorySource,
    IRuleStore Rules,
    IPolicySource Policies)
{
    /// <summary>Places, checklists, plans, sweeps and inspections.</summary>
    public required IInspectionStore Inspections { get; init; }

    /// <summary>What is offered by Open311.</summary>
    public required ICatalogueStore Catalogue { get; init; }

    /// <summary>The register of care visits.</summary>
    public required ICareStore Care { get; init; }

    /// <summary>The stores of a data folder.</summary>
    public static CountyStores In(DataFolder folder, Departures departures, int cachedCases = SqliteCaseStore.UsualCache)
    {
        var (journal, keys) = (folder.Journal, folder.Keys);
        var directory = new SqliteDirectoryStore(journal);
        var rules = new SqliteRuleStore(journal, keys, departures);
        var cases = new SqliteCaseStore(journal, keys, departures, cachedCases);
        return new(
            journal, keys, cases, new SqlitePrivateStore(journal, keys), new SqliteNoticeStore(journal, departures),
            new SqliteChannelStore(journal, keys), new SqliteSealStore(journal, keys), new FileAttachmentStore(journal, keys, folder.Attachments), new SqliteAccountStore(journal, keys), new SqliteAccountRegister(journal), new SqliteRolloutStore(journal),
            new SqlitePreviewStore(journal), directory, directory, rules, rules)
        {
            Inspections = new SqliteInspectionStore(journal, keys, cases, departures),
            Catalogue = new SqliteCatalogueStore(journal),
            Care = new SqliteCareStore(journal, keys, cases),
        };
    }

    /// <summary>The stores of a county that lives as long as the process.</summary>
    public static CountyStores InMemory(MemoryJournal journal, Departures departures, KeyRing? keys = null)
    {
        keys ??= KeyRing.Passing();
        var county = new MemoryCounty(journal);
        var directory = new MemoryDirectoryStore(journal);
        var accounts = new MemoryAccountStore(journal);
        var rules = new MemoryRuleStore(county, departures);
        return new(
            journal, keys, new MemoryCaseStore(county, departures), new MemoryPrivateStore(county), new MemoryNoticeStore(county, departures), new MemoryChannelStore(journal),
            new MemorySealStore(county, keys), new MemoryAttachmentStore(journal), accounts, accounts, new MemoryRolloutStore(journal),
            new MemoryPreviewStore(journal), directory, directory, rules, rules)
        {
            Inspections = new MemoryInspectionStore(county, departures),
            Catalogue = new MemoryCatalogueStore(journal),
            Care = new MemoryCareStore(county, departures),
        };
    }
}
