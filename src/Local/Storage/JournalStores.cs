using GridCase.Engine;
using GridCase.Hosting;
using GridCase.Local.Storage.Memory;

namespace GridCase.Local.Storage;

/// <summary>All that a county keeps, over one journal.</summary>
public sealed record JournalStores(Journal Journal) : CountyStores
{
    /// <summary>The stores of a data folder.</summary>
    public static JournalStores In(DataFolder folder, Departures departures, int cachedCases = SqliteCaseStore.UsualCache)
    {
        var (journal, keys) = (folder.Journal, folder.Keys);
        var directory = new SqliteDirectoryStore(journal);
        var rules = new SqliteRuleStore(journal, keys, departures);
        var cases = new SqliteCaseStore(journal, keys, departures, cachedCases);
        return new(journal)
        {
            Keys = keys,
            Cases = cases,
            Private = new SqlitePrivateStore(journal, keys),
            Notices = new SqliteNoticeStore(journal, departures),
            Channels = new SqliteChannelStore(journal, keys),
            Seals = new SqliteSealStore(journal, keys),
            Attachments = new FileAttachmentStore(journal, keys, folder.Attachments),
            Accounts = new SqliteAccountStore(journal, keys),
            AccountRegister = new SqliteAccountRegister(journal),
            Rollouts = new SqliteRolloutStore(journal),
            Previews = new SqlitePreviewStore(journal),
            Directory = directory,
            DirectorySource = directory,
            Rules = rules,
            Policies = rules,
            Inspections = new SqliteInspectionStore(journal, keys, cases, departures),
            Catalogue = new SqliteCatalogueStore(journal),
            Outlines = new SqliteOutlineStore(journal),
            Care = new SqliteCareStore(journal, keys, cases),
        };
    }

    /// <summary>The stores of a county that lives as long as the process.</summary>
    public static JournalStores InMemory(MemoryJournal journal, Departures departures, KeyRing? keys = null)
    {
        keys ??= KeyRing.Passing();
        var county = new MemoryCounty(journal);
        var directory = new MemoryDirectoryStore(journal);
        var accounts = new MemoryAccountStore(journal);
        var rules = new MemoryRuleStore(county, departures);
        return new(journal)
        {
            Keys = keys,
            Cases = new MemoryCaseStore(county, departures),
            Private = new MemoryPrivateStore(county),
            Notices = new MemoryNoticeStore(county, departures),
            Channels = new MemoryChannelStore(journal),
            Seals = new MemorySealStore(county, keys),
            Attachments = new MemoryAttachmentStore(journal),
            Accounts = accounts,
            AccountRegister = accounts,
            Rollouts = new MemoryRolloutStore(journal),
            Previews = new MemoryPreviewStore(journal),
            Directory = directory,
            DirectorySource = directory,
            Rules = rules,
            Policies = rules,
            Inspections = new MemoryInspectionStore(county, departures),
            Catalogue = new MemoryCatalogueStore(journal),
            Outlines = new MemoryOutlineStore(journal),
            Care = new MemoryCareStore(county, departures),
        };
    }
}
