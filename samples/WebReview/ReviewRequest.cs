using System.ComponentModel.DataAnnotations;

namespace WebReview;

/// <summary>What the page asks for.</summary>
/// <param name="Text">The text to review.</param>
/// <param name="Mistake">What the local server is to do wrong; with a key, nothing comes of it.</param>
public sealed record ReviewRequest(
    [property: Required(ErrorMessage = "There is no text to review."), StringLength(ReviewRequest.MaxLength, ErrorMessage = "A text has at most {1} characters.")] string Text,
    Mistake Mistake = Mistake.None)
{
    public const int MaxLength = 4000;
}
