"""What the checks prove with: the article's own arithmetic, what it holds, and what of it is claimed or waived."""
