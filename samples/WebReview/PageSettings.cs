namespace WebReview;

/// <summary>What the page has to know before it asks.</summary>
/// <param name="IsLocal">Whether a local server answers, as there is no key.</param>
/// <param name="MaxLength">How many characters a text may have.</param>
internal sealed record PageSettings(bool IsLocal, int MaxLength);
