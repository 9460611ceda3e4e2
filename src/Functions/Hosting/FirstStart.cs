using GridCase.Api.SignIn;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;

namespace GridCase.Functions.Hosting;

/// <summary>Makes the county that a first start begins with, and the accounts of the administrators that the settings name. What is there already stays as it is.</summary>
internal sealed class FirstStart(OpenCounty county)
{
    public async Task Make(CancellationToken cancellation)
    {
        var (stores, settings) = (county.Stores, county.Settings);
        await stores.Rules.Begin(PolicyBook.BuiltIn, cancellation).ConfigureAwait(false);
        var isDemo = settings.County == "demo";
        var (seed, accounts) = isDemo ? DemoCounty.Build() : EmptyCounty.Build();
        var now = county.Time.GetUtcNow();
        if (await stores.Directory.Load(cancellation).ConfigureAwait(false) is null)
        {
            if (isDemo) await stores.Catalogue.Save(DemoCounty.Catalogue() with { ChangedAt = now }, 0, cancellation).ConfigureAwait(false);
            await stores.Directory.Save(seed, 0, cancellation: cancellation).ConfigureAwait(false);
        }

        await stores.Freshness.Refresh(cancellation).ConfigureAwait(false);
        if (isDemo) await Rounds(now).ConfigureAwait(false);
        await NameAdministrators(accounts, cancellation).ConfigureAwait(false);
        if (settings.FirstRunFile.Length > 0 && await stores.Accounts.FindKey(FirstRun.HotlineKeyId, cancellation).ConfigureAwait(false) is null)
            await FirstRun.Make(accounts, stores.Accounts, Path.GetFullPath(settings.FirstRunFile), now).ConfigureAwait(false);
    }

    private async Task Rounds(DateTimeOffset now)
    {
        var (stores, directory, policies) = (county.Stores, county.Stores.DirectorySource, county.Stores.Policies);
        var rounds = new DemoRounds(new(stores.Inspections, directory, policies), new(stores.Inspections, directory), new(stores.Care, directory, county.Workflows), stores.Inspections, directory);
        await rounds.Write(now.ToOffset(ChinaTime.Offset)).ConfigureAwait(false);
    }

    /// <summary>The first so many administrators of the seed get the sign-in names that the settings give; their passwords are drawn and told to nobody.</summary>
    private async Task NameAdministrators(IReadOnlyList<DemoAccount> accounts, CancellationToken cancellation)
    {
        var administrators = accounts.Where(account => account.Roles.Contains(Role.Administrator));
        foreach (var (user, account) in county.Settings.Administrators.Zip(administrators))
        {
            if (await county.Stores.Accounts.Find(user, cancellation).ConfigureAwait(false) is not null) continue;
            await county.Stores.Accounts.Save(new(user, account.PersonId, Passwords.Hash(Passwords.Draw()), false), cancellation).ConfigureAwait(false);
        }
    }
}
