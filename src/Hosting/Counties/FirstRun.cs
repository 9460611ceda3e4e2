using System.Text.Json;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;

namespace GridCase.Hosting.Counties;

/// <summary>What the first start makes and shows once: an account for each role, and the hotline's key.</summary>
internal sealed record FirstRun(IReadOnlyList<FirstAccount> Accounts, FirstKey Hotline)
{
    public const string HotlineKeyId = "hotline";
    private const string HotlineKeyName = "12345";

    /// <summary>Draws passwords and a secret, stores their hashes, and writes a file for its owner only, <c>first-run.json</c> by name.</summary>
    public static async Task<FirstRun> Make(IReadOnlyList<DemoAccount> accounts, IAccountStore store, string file, DateTimeOffset now)
    {
        var drawn = accounts.Select(account => (Account: account, Password: Passwords.Draw())).ToList();
        // Hashing is slow on purpose; all cores share it.
        var hashes = drawn.AsParallel().AsOrdered().Select(one => Passwords.Hash(one.Password)).ToList();
        foreach (var ((account, _), hash) in drawn.Zip(hashes)) await store.Save(new(account.User, account.PersonId, hash, false) { PasswordDrawn = true });
        var secret = KeyDrawing.Secret();
        // Saved last: while it is missing, the first run is not over.
        var hotline = accounts.First(account => account.Roles.Contains(Workflows.Directory.Role.Hotline));
        var first = new FirstRun(
            [.. drawn.Select(one => new FirstAccount(one.Account.User, one.Password, [.. one.Account.Roles.Select(KebabCase.Of)], one.Account.Unit, one.Account.Grid))],
            new(HotlineKeyId, secret));
        first.Write(file);
        var deeds = (await store.LoadKeys()).Deeds;
        await store.KeepKey(
            new(HotlineKeyId, secret, hotline.PersonId, null) { Purpose = KeyPurpose.Hotline, Name = HotlineKeyName, CreatedAt = now },
            new(deeds + 1, now, "system:first-run", HotlineKeyId, KeyDeedKind.Created), deeds);
        return first;
    }

    private void Write(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        JsonSerializer.Serialize(file, this, new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });
    }
}

internal sealed record FirstAccount(string User, string Password, IReadOnlyList<string> Roles, string? Unit, string? Grid);

internal sealed record FirstKey(string Key, string Secret);
