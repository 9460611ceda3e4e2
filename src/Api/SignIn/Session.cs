using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Directory;

namespace GridCase.Api.SignIn;

/// <summary>By which account somebody is signed in.</summary>
/// <param name="Stamp">Changes with the password, so that a new password ends the sessions of the old; null where the platform signs people in.</param>
internal sealed record Session(string User, string? Stamp)
{
    public static Session Of(Account account) => new(account.User, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.PasswordHash)).AsSpan(0, 8)));

    /// <summary>Who that is at this moment; null once the account is disabled, its password changed or the person gone from the directory.</summary>
    public async Task<Caller?> Who(HttpContext http)
    {
        var account = await http.RequestServices.GetRequiredService<IAccountStore>().Find(User, http.RequestAborted);
        var directory = http.RequestServices.GetRequiredService<IDirectorySource>().Current;
        return account is { Disabled: false } && (Stamp is null || Stamp == Of(account).Stamp) && directory.Person(account.PersonId) is { } person ? new(person, directory, null) { Session = this } : null;
    }
}
