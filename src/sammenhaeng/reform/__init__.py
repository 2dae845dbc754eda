"""National goals, targets, initiatives and recommendations: is the reform working?"""
