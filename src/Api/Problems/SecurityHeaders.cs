namespace GridCase.Api.Problems;

/// <summary>Headers on every answer: nothing is sniffed, framed or kept by caches in between.</summary>
internal static class SecurityHeaders
{
    public static void Write(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>For a page: everything it uses comes from this host. Charts and tables set styles on what they draw.</summary>
    public static void WriteForPage(IHeaderDictionary headers)
    {
        Write(headers);
        headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    /// <summary>For what the API answers: it is data, not a page, and it is one person's.</summary>
    public static void WriteForData(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.CacheControl = "no-store";
    }
}
