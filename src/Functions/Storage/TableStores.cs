using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>Puts the stores of a county in tables together.</summary>
internal static class TableStores
{
    public static CountyStores Of(CountyTables tables, KeyRing keys, TimeProvider time, TableDepartures departures)
    {
        var pending = new PendingBook(tables.Pending, time);
        _ = (pending, departures);
        return new()
        {
            Keys = keys,
            Cases = null!,
            Private = null!,
            Notices = null!,
            Channels = null!,
            Seals = null!,
            Attachments = null!,
            Accounts = null!,
            AccountRegister = null!,
            Rollouts = null!,
            Previews = null!,
            Directory = null!,
            DirectorySource = null!,
            Rules = null!,
            Policies = null!,
            Inspections = null!,
            Catalogue = null!,
            Care = null!,
        };
    }
}
