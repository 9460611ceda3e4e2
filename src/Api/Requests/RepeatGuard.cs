using System.Security.Cryptography;
using System.Text;
using GridCase.Api.Problems;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines.Versions;

namespace GridCase.Api.Requests;

/// <summary>
/// Lets a write happen once for each Idempotency-Key of a person and address. The answer is kept with the facts, in one commit, so that a repeat is
/// answered as the first was, even when the first answer never arrived. A refused write keeps nothing: it may be tried again.
/// </summary>
internal sealed class RepeatGuard
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <summary>Keys, separated by commas, of writes at the same address that are to be done before this one: what was done on one case in order stays in order.</summary>
    public const string AfterHeader = "Idempotency-After";
    private const int MostCharacters = 128;
    private const int MostBefore = 16;

    private readonly string? key;
    private readonly string contentHash;
    private readonly string path;

    private RepeatGuard(string? key, string contentHash, string path)
    {
        this.key = key;
        this.contentHash = contentHash;
        this.path = path;
    }

    /// <summary>The sender's key of this request, checked.</summary>
    /// <exception cref="ProblemException">400 when it is required and missing, or is not 1 to 128 visible ASCII characters.</exception>
    public static string? KeyOf(HttpRequest request, bool required)
    {
        if (!request.Headers.TryGetValue(Header, out var values))
            return required ? throw ProblemException.Malformed("idempotency-key-required", $"This write needs an {Header} header, made by whoever sends it.", Header) : null;
        var key = values.ToString();
        return key.Length is >= 1 and <= MostCharacters && key.All(letter => letter is > ' ' and <= '~')
            ? key
            : throw ProblemException.Malformed("idempotency-key-invalid", $"An {Header} has 1 to {MostCharacters} visible ASCII characters.", Header);
    }

    /// <summary>The key under which a write of this request is remembered: the sender's, made the person's and the address's own. 64 hex digits; null where none was sent.</summary>
    public static string? NameOf(HttpContext http, bool required) => KeyOf(http.Request, required) is { } sent ? KeptKey(http, sent, http.Request.Path.Value ?? "") : null;

    /// <param name="contentHash">Of what the request says; a repeat that says something else is a conflict.</param>
    /// <param name="path">The address that the key belongs to, where it is not the one that was asked: what has two addresses is one write.</param>
    public static RepeatGuard Of(HttpContext http, bool required, string contentHash, string? path = null)
    {
        var sent = KeyOf(http.Request, required);
        path ??= http.Request.Path.Value ?? "";
        return new(sent is null ? null : KeptKey(http, sent, path), contentHash, path);
    }

    /// <summary>Whether the sender gave a key at all.</summary>
    public bool HasKey => key is not null;

    /// <summary>The kept answer to a repeat, or null for a first.</summary>
    /// <exception cref="ProblemException">409 when the key was used for something else.</exception>
    public async Task<IResult?> Repeat(HttpContext http, ICaseStore cases)
    {
        if (key is null || await cases.FindReceipt(key, http.RequestAborted) is not { } receipt) return null;
        if (receipt.RequestHash != contentHash)
            throw ProblemException.Conflict("idempotency-key-reused", "This key was used for a request with other content.");
        http.Response.Headers[ReplayedHeader] = "true";
        return Answer.Kept(receipt.Status, receipt.Body);
    }

    /// <summary>
    /// Does the write, or gives the kept answer to a repeat. Two of one key may come at one instant: what the other's deed refuses to this one is answered
    /// as the other was.
    /// </summary>
    /// <exception cref="ProblemException">The write's own refusals; 409 when the key was used for something else.</exception>
    public async Task<IResult> Once(HttpContext http, ICaseStore cases, Func<Task<IResult>> write)
    {
        if (await Repeat(http, cases) is { } kept) return kept;
        try
        {
            return await write();
        }
        catch (ProblemException)
        {
            if (await Repeat(http, cases) is { } first) return first;
            throw;
        }
    }

    /// <summary>How such a write ended whose answer is read from the record: refused, done, or done before.</summary>
    /// <exception cref="ProblemException">The refusal; 409 when another used the key for something else at the same instant.</exception>
    public async Task<IResult> Done(HttpContext http, ICaseStore cases, Refusal? refusal, bool wasRepeat)
    {
        if (refusal is not null) throw ProblemWriter.Of(refusal);
        if (wasRepeat && await Repeat(http, cases) is null) http.Response.Headers[ReplayedHeader] = "true";
        return Results.Empty;
    }

    /// <summary>Lets this write wait for those that its sender wants before it. Nothing is kept of the refusal: it is sent again after them.</summary>
    /// <exception cref="ProblemException">409 while one of them is not done.</exception>
    public async Task RequireThoseBefore(HttpContext http, ICaseStore cases)
    {
        var before = http.Request.Headers[AfterHeader].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (before.Length > MostBefore) throw ProblemException.Malformed("out-of-bounds", $"{AfterHeader} names at most {MostBefore} keys.", AfterHeader);
        foreach (var one in before)
            if (await cases.FindReceipt(KeptKey(http, one, path), http.RequestAborted) is null)
                throw ProblemException.Conflict("waits-for-others", $"A write that is to be done before this one ({AfterHeader}) is not done yet; send this again after it.");
    }

    /// <summary>What the desk is to keep with the write; null where no key was sent.</summary>
    public ReceiptRequest? Receipt(Func<CaseFile, (int Status, string Body)> answer) => key is null ? null : new(key, contentHash, answer);

    /// <summary>The same for a write of the rules.</summary>
    public RuleReceipt? Receipt(Func<RuleAnswer, (int Status, string Body)> answer) => key is null ? null : new(key, contentHash, answer);

    /// <summary>For a write whose repeat is answered from the record as it then stands: that the key was used, and for what.</summary>
    public Receipt? Receipt(DateTimeOffset at) => key is null ? null : new(key, contentHash, StatusCodes.Status200OK, "{}", at);

    /// <summary>The key is one sender's and one address's: nobody meets another's answers. Hashed, so that its length is bounded and nothing in it is kept.</summary>
    private static string KeptKey(HttpContext http, string sent, string path)
    {
        var text = $"{http.Caller().Sender}\n{http.Request.Method}\n{path}\n{sent}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
